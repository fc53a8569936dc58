// The pages are whole without scripts; what these add is in a module each.

import "./settings.js";
import "./places.js";
import "./cards.js";
