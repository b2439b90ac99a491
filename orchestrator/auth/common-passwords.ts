/** The most used passwords of at least eight characters, in lower case: shorter ones are refused anyway. */
export const commonPasswords: ReadonlySet<string> = new Set(
  `
  12345678 123456789 1234567890 12345678910 0123456789 87654321 987654321 9876543210 123123123 123321123
  12341234 12344321 11223344 1122334455 10203040 147258369 147852369 159753456 123654789 741852963
  789456123 789456123a 1q2w3e4r 1q2w3e4r5t 1q2w3e4r5t6y 1qaz2wsx 1qaz2wsx3edc zaq12wsx zaq1zaq1 q1w2e3r4
  q1w2e3r4t5 qwertyui qwertyuiop qwerty12 qwerty123 qwerty1234 qwerty12345 qwertz123 qwertzuiop azertyuiop
  asdfghjk asdfghjkl asdfasdf asdf1234 zxcvbnm1 zxcvbnm123 1234qwer 123456789a 12345678a 1234567a
  a1234567 a12345678 a123456789 aa123456 aa12345678 abc12345 abc123456 abcd1234 abcde12345 abcdefgh
  abcdefg1 password password1 password12 password123 password1234 password! password1! passw0rd passw0rd1 p@ssw0rd
  p@ssword pa$$word pa$$w0rd passwort passwort1 passwort123 passwords mypassword motdepasse contraseña
  letmein1 letmein123 welcome1 welcome123 welcome2024 welcome2025 welcome2026 iloveyou iloveyou1 iloveyou2
  sunshine sunshine1 princess princess1 football football1 baseball basketball superman superman1 batman123
  spiderman starwars pokemon1 trustno1 trustno1! whatever whatever1 computer computer1 internet
  michelle jennifer jonathan danielle jessica1 charlie1 michael1 ashley123 elizabeth alexander
  administrator admin123 admin1234 admin12345 admin@123 adminadmin root1234 rootroot changeme changeme1
  changeme123 default1 test1234 testtest testing1 testing123 guest123 user1234 secret123 topsecret
  samsung1 google123 facebook linkedin dragon123 monkey123 shadow123 master123 killer123 freedom1
  blink182 liverpool arsenal1 chelsea1 barcelona holdfast holdfast1 holdfast123 backup123 restic123
  `
    .trim()
    .split(/\s+/),
);
