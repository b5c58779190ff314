"""The passwords that are tried first by whoever guesses; only those long enough for one."""

_WORDS = """
0123456789 0987654321 11112222 11223344 123123123 123321123 12341234 12344321 12345678 123456789
1234567890 12345678910 123456789a 1314520520 147258369 1q2w3e4r 1q2w3e4r5t 1qaz2wsx 5201314520
87654321 987654321 a12345678 a123456789 aa123456 aa12345678 abc12345 abcd1234 abcdefgh abcdefghi
abcdefghij admin123 admin1234 admin12345 adminadmin administrateur administrator asdfghjk
asdfghjkl autumn2026 azertyui baseball batman123 butterfly changeme changeme1 changeme123
charlie1 chelsea1 chocolate company1 company123 computer danielle default1 default123 dragon123
engineer engineer1 engineer123 facebook factory1 factory123 football google123 guest123 hallo123
hello123 hellohello iloveyou iloveyou1 inspector inspector1 inspector123 internet jennifer
jordan23 letmein1 letmein123 linkedin liverpool machine1 machine123 maintenance maintenance1
master123 michael1 michelle mima1234 mima12345 monkey123 operator operator1 operator123 p@ssw0rd
p@ssword passw0rd password password! password1 password12 password123 password1234 passwort
passwort1 pokemon1 princess production production1 production123 qazwsxedc quality1 quality123
qwerty12 qwerty123 qwerty1234 qwertyui qwertyuiop qwertz123 qwertzui root1234 rootroot samsung1
secret123 secretsecret service1 service123 shadow123 spring2026 starwars station1 station123
summer2024 summer2025 summer2026 sunshine superman temp1234 temporary test1234 tester123
testtest toor1234 trustno1 user1234 useruser wang1234 welcome1 welcome123 whatever winter2024
winter2025 winter2026 woaini1314 woaini520 zaq12wsx zhang123 zxcvbnm1 zxcvbnm123
"""
COMMON_PASSWORDS = frozenset(_WORDS.split())
