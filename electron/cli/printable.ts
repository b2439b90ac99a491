/** A name can hold what moves the cursor or turns the line around; it is shown, not obeyed. */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, (sign) => {
    const code = sign.codePointAt(0) ?? 0;
    return code === 0x0a ? "\\n" : `\\u{${code.toString(16)}}`;
  });
}
