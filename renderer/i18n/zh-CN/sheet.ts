// SPDX-License-Identifier: Apache-2.0
/** The recovery code on paper or as a PDF. */
export const sheet = {
  print: '打印',
  savePdf: '存为 PDF',
  pdfTitle: '谁能打开这个 PDF，谁就有恢复码',
  pdfWarning: '请存到 U 盘或另一台设备，不要和保险库或备份放在一起。打印出来后请删除文件。',
  saved: '已存为 PDF',
  savedNext: '打印出来收好，然后删除这个文件。',
  title: '恢复码',
  product: '程序',
  vault: '保险库',
  date: '日期',
  opensTitle: '能打开什么',
  opens: '能打开上面编号的保险库，以及用它做的全部备份。不需要联网。',
  howTitle: '怎么用',
  how1: '打开证书管家，点“解锁”，再点“忘记主密码”，按编号顺序输入各组。字母不分大小写，横线可写可不写。',
  how2: '换了电脑：先导入保险库文件或备份，再用这个恢复码打开。',
  how3: '没有证书管家：备份里的 recovery.age 可用 age 程序打开（age -d recovery.age），口令就是各组之间加横线的完整恢复码。',
  keepTitle: '怎么保管',
  keep: '拿到这张纸的人可以打开保险库的副本。请像存折一样收好，不要拍照，不要放在电脑旁边。如果丢失，请在 设置 → 安全 里换新的恢复码。',
} as const;
