// SPDX-License-Identifier: Apache-2.0
export const webEnrolments = {
  folder: '下载文件夹：{{folder}}',
  otherFolder: '换一个文件夹',
  folderGone: '找不到下载文件夹',
  folderGoneText:
    '找不到 {{folder}}。请插入文件夹所在的移动硬盘，或换一个文件夹。文件夹可用后，证书管家会自动继续等待新文件。',
  arrivals: '新下载的文件',
  arrived: '已下载：{{name}}',
  arrivedToast: '新下载的证书文件：{{name}}',
  arrivedMany_other: '新下载了 {{count}} 个证书文件',
  state: {
    ready: '可以导入。',
    'needs-password': '导入时要输入文件密码。',
    'not-read': '无法打开。',
  },
  import: '导入',
  waitingItem: '正在办理',
  onSite: '正在网站上办理',
  notOpened: '尚未打开网站',
  downloaded: '已下载，尚未导入',
  came: '文件已下载',
  purpose: { renew: '更新证书', replace: '补办' },
  goOn: '继续',
  cancel: '取消',
  cancelled: '已停止办理“{{name}}”的证书',
  finished: '“{{name}}”的证书已办好',
  done: {
    apply: '这是您在“{{name}}”申请的证书，申请已完成。',
    renew: '“{{name}}”的新证书已办好。旧证书的私钥会保留，用来打开以前加密的文件。',
    renewFromToken: '“{{name}}”的新证书已办好。旧证书的私钥留在 USB Key 里，以后请用新证书登录。',
    replace: '这是您在“{{name}}”补办的证书，补办已完成。',
  },
} as const;
