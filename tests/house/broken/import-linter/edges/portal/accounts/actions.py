"""An action that knows an outside tool."""

import portal.pdf
