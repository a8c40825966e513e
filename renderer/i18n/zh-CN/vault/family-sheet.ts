// SPDX-License-Identifier: Apache-2.0
export const familySheet = {
  title: '家人应急说明',
  printed: '{{date}} 打印',
  lead: '本人不便时，家人可凭这份说明联系银行。说明里没有任何密码。',
  certificate: '证书',
  expires: '到期',
  phone: '银行电话和网址',
  phoneBlank: '电话：',
  more_other: '另有 {{count}} 张，见证书管家。',
  backup: '备份位置',
  helper: '可以求助的人',
  when: '遇到这些情况',
  lost: '电脑或 USB Key 丢了：先打电话给银行挂失',
  newComputer: '换了电脑：安装证书管家，选“从备份恢复”',
  expiring: '证书快到期：到银行网站或柜台更新证书',
  secrets: '不要在这张纸上写密码、PIN 或恢复码',
} as const;
