"""An earlier room that asks a later one."""

import portal.drafting.queries
