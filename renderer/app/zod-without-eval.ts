import * as z from "zod";

// zod otherwise tries `new Function` when the first schema is made, and the content policy reports that.
z.config({ jitless: true });
