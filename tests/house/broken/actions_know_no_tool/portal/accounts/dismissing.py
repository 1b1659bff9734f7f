"""Acts about staff, in a module that is declared to act."""

from flask import request  # a breach

import portal.pdf.press  # a breach
from portal.pdf import press  # a breach
