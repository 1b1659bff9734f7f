"""A noun that is declared pure."""

import os  # a breach
import tempfile  # a breach
import time  # a breach
from os import path  # a breach
from pathlib import Path, PurePath
from random import Random
from random import randint  # a breach

from portal import clock  # a breach
from portal.clock import HONG_KONG
from portal.clock import now  # a breach


def kept(place: Path) -> str:
    """Read what a file holds."""
    if place.exists():  # a breach
        with place.open() as file:  # a breach
            return file.read()
    with open(place) as file:  # a breach
        return file.read() + place.read_text()  # a breach
