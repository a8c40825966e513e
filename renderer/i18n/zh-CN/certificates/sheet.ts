// SPDX-License-Identifier: Apache-2.0
export const sheet = {
  print: '打印',
  savePdf: '存为 PDF',
  pdfTitle: '拿到这个 PDF 的人就能看到恢复码',
  pdfWarning:
    '手抄更安全。“存为 PDF”会生成一个文件，请用其他程序打印，然后删除。如果存到 U 盘，请用单独的 U 盘，不要和保险库或备份放在一起。',
  saved: '已存为 PDF',
  savedNext: '打印出来收好，然后删除这个文件。',
  title: '恢复码',
  product: '程序',
  vault: '保险库',
  date: '日期',
  opensTitle: '用途',
  opens: '可以解锁上面的保险库及今后的备份，无需联网。',
  howTitle: '使用方法',
  how1: '打开证书管家，点“解锁”，再点“忘记主密码”，按顺序输入各组字符。不分大小写，横线可以省略。',
  how2: '换电脑时：导入保险库文件，或从备份恢复，并用这个恢复码解锁。',
  how3: '没有证书管家时：用 age 程序打开备份里的 recovery.age（命令：age -d recovery.age），密码是完整的恢复码，字母大写，各组之间加横线。',
  keepTitle: '保管方法',
  keep: '拿到这张纸的人可以解锁保险库的副本。请像存折一样收好，不要拍照，不要放在电脑旁边。丢失后请在“设置”的“安全”里更换恢复码。',
} as const;
