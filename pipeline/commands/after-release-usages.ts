/** How the commands are written that come after a release, or are about one person. */
export const AFTER_RELEASE_USAGES = {
  feedback: {
    line: "gatekeeper feedback FILE",
    does: {
      en: "Take in what callers and providers report of released contacts: outcomes, opt-outs, complaints",
      "zh-CN": "导入执行方和服务商对已发布联系的反馈：结果、选择退出、投诉",
    },
    examples: [
      [
        "gatekeeper feedback outcomes.csv -C shop",
        { en: "by the references of the list; twice changes nothing", "zh-CN": "按名单中的引用；重复导入不产生变化" },
      ],
    ],
  },
  recall: {
    line: "gatekeeper recall RELEASE",
    does: {
      en: "Take back from a released list whoever said no, died or was listed in a register since, and report response times",
      "zh-CN": "从已发布名单中收回此后拒绝、去世或列入登记名单的人，并报告响应时间",
    },
    examples: [
      [
        "gatekeeper recall release-0123456789abcdef0123",
        { en: "references for the vendor, encrypted", "zh-CN": "交给供应商的引用，已加密" },
      ],
    ],
  },
  scrub: {
    line: "gatekeeper scrub FILE --campaign CAMPAIGN [--run RUN]",
    does: {
      en: "Say which records of a list made elsewhere may be contacted for a campaign, on inputs and refusals as they are now",
      "zh-CN": "说明在别处制作的名单中，哪些记录现在可为某营销活动联系",
    },
    examples: [
      [
        "gatekeeper scrub vendor-list.csv --campaign winter-call -C shop",
        { en: "protected counts; record by record for the officer", "zh-CN": "计数受保护；逐条结果供隐私负责人" },
      ],
    ],
  },
  access: {
    line: "gatekeeper access export [FILE] --customer ID",
    does: {
      en: "Write everything held on one person into a file; for the privacy officer",
      "zh-CN": "把所持有的某个人的全部信息写入一个文件；供隐私负责人使用",
    },
    examples: [
      [
        "gatekeeper access export access.json --customer C00042",
        { en: "records, wishes, refusals and lists", "zh-CN": "记录、意愿、拒绝和名单" },
      ],
    ],
  },
  erase: {
    line: "gatekeeper erase --customer ID [--dry-run]",
    does: {
      en: "Take a person out of everything the project keeps, and leave a tombstone without names",
      "zh-CN": "从项目保存的一切内容中删除某个人，只留下不含姓名的墓碑",
    },
    examples: [
      [
        "gatekeeper erase --customer C00042 --dry-run",
        { en: "where the person is, and what stays to be done by hand", "zh-CN": "此人在何处，以及哪些需要手工处理" },
      ],
    ],
  },
} as const;
