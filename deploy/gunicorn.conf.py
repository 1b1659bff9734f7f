"""How gunicorn serves the portal: few processes, some threads, and a proxy in front of it."""

wsgi_app = "wsgi:app"
worker_class = "gthread"
workers = 2
threads = 8
# Seconds: a request that takes longer is work for the worker, not for a page.
timeout = 60
graceful_timeout = 10
keepalive = 5
# A worker makes room for a fresh one now and then, never both at once.
max_requests = 5000
max_requests_jitter = 1000
# Addresses carry nothing long: words travel in the body.
limit_request_line = 4094
accesslog = None
control_socket_disable = True
