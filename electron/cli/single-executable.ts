import { main } from "./holdfast.ts";

void main(process.argv.slice(2));
