// All that the pages need of scripts. Each module looks for its own marks in whatever htmx puts into the page.
import "./console.css";
import "htmx.org";
import "./times.js";
import "./forms.js";
import "./problems.js";
import "./live.js";
import "./drawings.js";
import "./regions.js";
import "./once.js";
