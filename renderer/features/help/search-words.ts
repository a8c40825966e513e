// SPDX-License-Identifier: Apache-2.0
import type { Language } from '../../../shared/i18n/language.ts';
import type { GuideName } from '../../state/help-store.ts';

export const searchWords: Record<Language, Record<GuideName, string>> = {
  'zh-CN': {
    install: '装证书 导入证书 证书文件 文件打不开 网银证书 下载的证书',
    'usb-key': 'u盾 ukey 优盾 k宝 网银盾 没反应 不识别 识别不了 读不出 插上 驱动 几次',
    renew: '续期 续费 延期 到期 过期 失效 换证',
    backup: '备份 优盘 移动硬盘 网盘 防丢 家人 去世 离职',
    'new-computer': '换机 新电脑 旧电脑 重装 迁移 搬到 电脑坏 硬盘坏 还原',
    lost: '被偷 偷了 小偷 被盗 失窃 被抢 丢了 弄丢 遗失 找不到 不见了 挂失 补办 冻结 作废 中毒 木马',
    passwords: '忘记密码 忘了密码 密码忘了 密码不对 密码错误 口令 锁定 锁死 输错 pin码 几次',
    'recovery-code': '备用码 恢复密钥 恢复码丢 抄写 找回主密码',
    'first-application': '申请 开通 新办 没有证书 怎么办证书',
    browser: '谷歌 火狐 插件 控件 登录不了 登不上 无法登录 看不到证书',
    choose: '选哪 选错 弹窗 两张 多张 哪一张 同名',
    sm2: '国密 商密 密评 双证书',
    safety: '诈骗 骗子 被骗 钓鱼 假冒 假网站 短信链接 安全吗 wifi',
    scripts: '命令行 脚本 终端 自动化 cli',
    unproven: '未测试 没测试 苹果电脑 支持哪些 限制',
  },
  en: {
    install: 'import open download',
    'usb-key': 'token dongle ukey smartcard detected recognised recognized attempts',
    renew: 'extend renewal expiry expiration overdue',
    backup: 'save copy death inheritance colleague',
    'new-computer': 'laptop migrate transfer broke crashed replace',
    lost: 'stolen stole steal thief theft robbed burglary laptop notebook missing hacked leaked cancel freeze virus malware',
    passwords: 'forgot reset locked passcode attempts',
    'recovery-code': 'rescue paper',
    'first-application': 'request register',
    browser: 'login extension plugin',
    choose: 'select several duplicate popup prompt',
    sm2: 'chinese national',
    safety: 'scam phishing fraud trustworthy',
    scripts: 'cli terminal automation console shell',
    unproven: 'untested limitations mac',
  },
};
