/** One that was named, to have a failure again; otherwise another each time. */
export const seed = Number(process.env["HOLDFAST_SEED"] ?? Math.floor(Math.random() * 2 ** 32));
