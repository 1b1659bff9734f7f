"""What gunicorn serves: the portal as the environment describes it."""

from config import Settings
from portal.app import create_app

app = create_app(Settings.from_environment())
