/**
 * Names that people and programs write where no name is, in lower case.
 *
 * Collected from the forms and test data of common CRM and shop systems; checked 2026-11.
 */
export const PLACEHOLDER_NAMES: readonly string[] = Object.values({
  tests: ["test", "testing", "tester", "test test", "test user", "test customer", "demo", "sample", "example", "dummy"],
  keyboard: [
    "asdf",
    "asdfg",
    "asdfgh",
    "qwerty",
    "qwer",
    "abc",
    "abcd",
    "xyz",
    "aaa",
    "xx",
    "xxx",
    "xxxx",
    "zzz",
    "foo",
  ],
  nothing: ["n/a", "na", "none", "null", "nil", "undefined", "unknown", "not known", "no name", "noname", "anonymous"],
  roles: ["guest", "user", "customer", "client", "name", "first last", "firstname lastname", "deleted", "do not use"],
  everybody: ["john doe", "jane doe", "joe bloggs", "max mustermann", "erika mustermann", "jean dupont", "mario rossi"],
  chinese: [
    "测试",
    "测试用户",
    "测试客户",
    "无",
    "无名",
    "无名氏",
    "未知",
    "匿名",
    "客户",
    "用户",
    "姓名",
    "某某",
    "张三",
    "李四",
  ],
}).flat();

/** The last seven digits of numbers nobody has: one digit seven times, and digits counted up or down. */
export const PLACEHOLDER_DIGITS: readonly string[] = Array.from({ length: 10 }, (_, digit) =>
  String(digit).repeat(7),
).concat(["0123456", "1234567", "2345678", "3456789", "4567890", "9876543", "8765432", "7654321", "6543210"]);

/** More people than a household at one telephone or e-mail: a branch, a default value, or somebody's own. */
export const PEOPLE_PER_CONTACT_POINT = 6;
