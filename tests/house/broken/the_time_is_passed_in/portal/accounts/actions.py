"""Acts about staff."""

import portal.clock  # a breach

from portal import clock  # a breach
from portal.clock import HONG_KONG
from portal.clock import now as then  # a breach
