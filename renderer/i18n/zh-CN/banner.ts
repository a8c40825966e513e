// SPDX-License-Identifier: Apache-2.0
/** Lines above the rooms: what is wrong with the vault as a whole. */
export const banner = {
  look: '查看活动记录',
  later: '以后再说',
  sealTitle: '保险库被改动过',
  sealText: '改动不是由证书管家做的，使用私钥之前请先看清楚。',
  olderTitle: '这是较旧的一份保险库',
  olderText: '这台电脑见过它之后的内容，后来的改动可能不在里面。',
  elsewhereTitle: '这个保险库来自别处',
  elsewhereText_other: '其中 {{count}} 项（根证书、已核对的办理指南）在本机不起作用。',
  elsewhereReview: '查看',
  elsewhereLead: '只有确认它是您自己的保险库、以下各项都由您核对过，才接受。',
  elsewhereRoots: '信任的根证书',
  elsewhereProfiles: '已核对的办理指南',
  elsewhereAccept: '接受保险库',
  rekeyTitle: '重新加密尚未完成（{{done}}/{{total}}）',
  rekeyText: '私钥都还在，解锁以后会自动接着做完。',
  openTitle: '这台电脑的其他账户也能读取保险库',
  openText: '它的文件夹或磁盘没有限制访问。请把文件夹移到您自己的用户文件夹里。',
  network: '网络文件夹',
  syncedTitle: '保险库放在会被复制走的文件夹里（{{where}}）',
  syncedText: '同步可能带回旧的内容，别处也会留下副本。',
  syncedAction: '怎么处理',
  syncedWhy:
    '同步软件可能在写到一半时复制保险库，也可能用旧的一份覆盖它；拿到副本的人可以慢慢试主密码。私钥在副本里仍然是加密的。',
  syncedExclude: '在同步软件里把这个文件夹排除，证书管家不用改动。',
  syncedMove: '或者关闭证书管家，把整个文件夹移到不同步的位置，再用 --data 加上新的位置启动。',
} as const;
