import { expect, test } from "vitest";
import { countedAddress, LOOPBACK } from "./counted-address.ts";

test.each([
  ["192.168.1.20", "192.168.1.20"],
  ["::ffff:192.168.1.20", "192.168.1.20"],
  ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
  ["2001:DB8:1:2::6", "2001:db8:1:2::/64"],
  ["2001:db8::6", "2001:db8:0:0::/64"],
  ["2001:db8:0:0:1::", "2001:db8:0:0::/64"],
  ["fe80::1%eth0", "fe80:0:0:0::/64"],
  ["::1", LOOPBACK],
  ["127.0.0.1", LOOPBACK],
  ["127.8.8.8", LOOPBACK],
  ["::ffff:127.0.0.1", LOOPBACK],
])("%s counts as %s", (ip, counted) => {
  expect(countedAddress(ip)).toBe(counted);
});
