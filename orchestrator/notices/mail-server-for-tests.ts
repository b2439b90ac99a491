import type { AddressInfo } from "node:net";
import { createServer, type Socket } from "node:net";

export type TakenMail = { from: string; to: string[]; data: string };

/** As much SMTP as a client needs that signs in and sends; refuses every recipient but those of example.org. */
export async function openMailServer({ password }: { password: string }) {
  const mails: TakenMail[] = [];
  const server = createServer((socket) => talk(socket, password, mails));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    mails,
    port: (server.address() as AddressInfo).port,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

function talk(socket: Socket, password: string, mails: TakenMail[]): void {
  const say = (line: string) => socket.write(`${line}\r\n`);
  let mail: TakenMail = { from: "", to: [], data: "" };
  let isData = false;
  let rest = "";

  const commands: Record<string, (line: string) => void> = {
    EHLO: () => say("250-mail.example\r\n250 AUTH PLAIN"),
    AUTH(line) {
      const [, , said] = Buffer.from(line.split(" ")[2] ?? "", "base64")
        .toString()
        .split("\0");
      say(said === password ? "235 welcome" : `535 not with ${said}`);
    },
    MAIL(line) {
      mail = { from: addressIn(line), to: [], data: "" };
      say("250 ok");
    },
    RCPT(line) {
      const isKnown = line.includes("@example.org");
      if (isKnown) mail.to.push(addressIn(line));
      say(isKnown ? "250 ok" : "550 nobody here");
    },
    DATA() {
      isData = true;
      say("354 go on");
    },
    QUIT() {
      say("221 bye");
      socket.end();
    },
  };

  function take(line: string): void {
    if (isData && line !== ".") mail.data += `${line}\n`;
    else if (isData) {
      isData = false;
      mails.push(mail);
      say("250 taken");
    } else (commands[line.slice(0, 4).toUpperCase()] ?? (() => say("502 unknown")))(line);
  }

  socket.on("error", () => socket.destroy());
  socket.on("data", (part) => {
    const lines = `${rest}${part}`.split("\r\n");
    rest = lines.pop() ?? "";
    for (const line of lines) take(line);
  });
  say("220 mail.example");
}

function addressIn(line: string): string {
  return /<([^>]*)>/.exec(line)?.[1] ?? "";
}
