import type { CommandLineTexts } from './command-line.ts';

export const commandLineZhCn: CommandLineTexts = {
  usage: '用法',
  commands: '命令',
  passwordForFile: '新文件的密码：',
  passwordOfFile: '{{file}} 的密码：',
  passphrase: '保险库的主密码：',
  keys: '私钥',
  vaultCreated: '保险库已建好。',
  recoveryCodeOnce: '请现在抄下恢复码，它只显示这一次：',
  opens: '可以打开保险库。',
  clean: '保险库完好。',
  reopened: '已写入，并重新打开核对',
  nothingExpires: '这段时间内没有证书到期。',
  holder: '持有人',
  yes: '是',
  no: '否',
  stopped: '已停下。{{files}} 个文件中完成了 {{done}} 个，新放进保险库的证书有 {{certificates}} 张。',
  status: {
    valid: '有效',
    expiring: '即将到期',
    expired: '已过期',
    'not-yet-valid': '尚未生效',
    revoked: '已吊销',
    incomplete: '证书链不完整',
    superseded: '已被新证书取代',
  },
};
