import * as z from "zod";

export const text = z.string();
export const maybe = z.string().nullable();
export const whole = z.number();
export const maybeWhole = z.number().nullable();
export const blob = z.custom<Uint8Array>((value) => value instanceof Uint8Array);
