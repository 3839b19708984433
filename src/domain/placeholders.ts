/**
 * Names that people and programs write where no name is, in lower case.
 *
 * Collected from the forms and test data of common CRM and shop systems; checked 2026-11.
 */
export const PLACEHOLDER_NAMES = [
  ...["test", "testing", "tester", "test test", "test user", "test customer", "demo", "sample", "example", "dummy"],
  ...[
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
    "bar",
  ],
  ...["n/a", "na", "none", "null", "nil", "undefined", "unknown", "not known", "no name", "noname", "anonymous"],
  ...["guest", "user", "customer", "client", "name", "first last", "firstname lastname", "deleted", "do not use"],
  ...["john doe", "jane doe", "joe bloggs", "max mustermann", "erika mustermann", "jean dupont", "mario rossi"],
  ...[
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
    "先生",
    "女士",
    "某某",
    "张三",
    "李四",
  ],
] as const;

/** The last seven digits of numbers nobody has: one digit seven times, and digits counted up or down. */
export const PLACEHOLDER_DIGITS = [
  ...Array.from({ length: 10 }, (_, digit) => String(digit).repeat(7)),
  ...["0123456", "1234567", "2345678", "3456789", "4567890", "9876543", "8765432", "7654321", "6543210"],
] as const;

/** More people than a household at one telephone or e-mail: a branch, a default value, or somebody's own. */
export const PEOPLE_PER_CONTACT_POINT = 6;
