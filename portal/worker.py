"""The background worker: huey's consumer over the jobs of every room."""

import logging
from urllib.parse import urlsplit

import click

from portal.coding.indexing import JOB as INDEXING
from portal.drafting.letters import Links
from portal.drafting.letters import wordings as link_wordings
from portal.drafting.scanning import scanning_job
from portal.letters import letters_job
from portal.mail import Postbox, sender_of
from portal.receipts.jobs import JOB as ROOTS
from portal.receipts.letters import wordings as receipt_wordings
from portal.reports.jobs import jobs
from portal.submissions.sweeping import sweeping_job
from portal.terminal import Terminal
from portal.work import Worker


def hired(terminal: Terminal) -> Worker:
    """Return the worker of a deployment, with every job it knows."""
    postbox = Postbox(
        terminal.mail_url,
        terminal.data_dir / "letters",
        sender_of(terminal.mail_url, str(urlsplit(terminal.url).hostname)),
    )
    links = Links(terminal.url, terminal.secret_key)
    worded = {**link_wordings(links), **receipt_wordings(terminal.url)}
    letters = letters_job(worded, postbox)
    sweeping = sweeping_job(terminal.data_dir)
    scanning = scanning_job(terminal.scanner, terminal.data_dir)
    work = (letters, *jobs(terminal.data_dir), INDEXING, ROOTS, sweeping, scanning)
    return Worker(terminal.database, terminal.data_dir, work)


@click.command()
@click.pass_obj
def worker(terminal: Terminal) -> None:
    """Do the portal's background work until told to stop."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
    at_work = hired(terminal)
    consumer = at_work.huey.create_consumer(
        workers=1, worker_type="thread", periodic=True, max_delay=1.0
    )
    try:
        with at_work.living():
            consumer.run()
    finally:
        at_work.leave()
