// What the pages gain from JavaScript; each of them is complete without it. One element per file.
import "./applicant-fields.js";
import "./auto-submit.js";
import "./char-count.js";
import "./copy-text.js";
import "./instant-search.js";
import "./fold-memory.js";
import "./list-filter.js";
import "./mark-read.js";
import "./nav-toggle.js";
import "./needed-documents.js";
import "./passkey-trouble.js";
import "./password-toggle.js";
import "./row-set.js";
import "./server-clock.js";
import "./tab-set.js";
import "./upload-list.js";
