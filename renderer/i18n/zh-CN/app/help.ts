// SPDX-License-Identifier: Apache-2.0
export const help = {
  offline: '离线可用',
  all: '全部帮助',
  search: '搜索帮助',
  searchHint: '您想做什么？例如“换电脑”“密码不对”',
  tasks: '按任务',
  found_other: '{{count}} 页',
  nothing: '没有找到相关的帮助，请少输入几个字再试。',
  shortcuts: '快捷键',
  key: {
    search: '搜索证书',
    backUp: '备份所选',
    export: '导出所选',
    undo: '撤销操作',
    all: '全选',
    rename: '修改名称',
    rooms: '切换页面',
    region: '下一个区域',
    help: '帮助',
  },
  version: '证书管家 {{version}}',
} as const;
