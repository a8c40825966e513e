// SPDX-License-Identifier: Apache-2.0
import type { PreflightFinding } from '../schemas/enrolment/preflight.ts';
import type { CauseAndStep } from './message.ts';

export const preflightZhCn: Record<PreflightFinding, CauseAndStep> = {
  'key-in-vault': { cause: '私钥在保险库里生成，可以备份，也可以安装到浏览器。', step: '' },
  'key-on-token': {
    cause: '私钥在 USB Key 里生成，不能导出，也无法备份。',
    step: '请先了解 USB Key 丢失后怎样补办。',
  },
  'key-by-page': {
    cause: '私钥由银行或机构的网页生成，能否备份也由网页决定。',
    step: '网页询问时请选择“可导出”，否则以后无法备份。',
  },
  'computer-own': { cause: '这是您自己或单位给您专用的电脑。', step: '' },
  'computer-shared': {
    cause: '这台电脑还有别人使用，您的私钥可能被别人用到。',
    step: '请用 USB Key，或在自己的电脑上申请。如果必须在这里申请，离开前请从保险库删除证书和私钥，并从浏览器中移除。',
  },
  'computer-shared-token': {
    cause: '这台电脑还有别人使用，但私钥只在 USB Key 里。',
    step: '离开时请拔下 USB Key，不要让浏览器保存 PIN。',
  },
  'computer-not-asked': {
    cause: '还没有选择这是谁的电脑。',
    step: '除非私钥在 USB Key 里，否则请不要在公用电脑上申请。',
  },
  'network-wired': { cause: '使用网线上网。', step: '' },
  'network-protected': { cause: 'Wi-Fi“{{network}}”已加密（{{security}}）。', step: '' },
  'network-open': {
    cause: 'Wi-Fi“{{network}}”没有密码，附近的人都能连接。',
    step: '发给机构的内容仍会加密，但最好改用手机热点或家里的网络。',
  },
  'network-weak': {
    cause: 'Wi-Fi“{{network}}”使用 {{security}}，很容易破解。',
    step: '请换一个网络，或者把路由器改为 WPA2 或 WPA3。',
  },
  'network-portal': {
    cause: '这个网络要先在网页上登录，登录之前打开的网站可能不是真的。',
    step: '请打开浏览器登录这个网络，再检查一次。',
  },
  'network-unknown': {
    cause: '证书管家查不到这台电脑怎样上网。',
    step: '用网线上网不用查看。用 Wi-Fi 时，请不要使用没有密码的网络。',
  },
  'clock-right': { cause: '电脑时间与服务器一致。', step: '' },
  'clock-off': {
    cause: '时间不一致：本机 {{here}}，服务器 {{there}}。',
    step: '请打开系统的自动对时，否则新证书可能显示为尚未生效。',
  },
  'clock-wrong': {
    cause: '本机或服务器的时间不对：本机 {{here}}，服务器 {{there}}，无法检查新证书。',
    step: '请打开系统的自动对时，核对时区，然后重试。',
  },
  'clock-unknown': { cause: '服务器没有提供时间。', step: '请自己核对日期、时间和时区。' },
  'clock-not-compared': { cause: '没有连接服务器，无法比较时间。', step: '请自己核对日期、时间和时区。' },
  'server-known': { cause: '服务器的证书由指定的机构签发：{{authority}}。', step: '' },
  'server-trusted': {
    cause: '这台电脑信任这个网址的证书。',
    step: '在浏览器里也请逐个字母核对网址，确认与官方资料一致。',
  },
  'server-untrusted': {
    cause: '这个网址的证书由“{{issuer}}”签发，这台电脑不信任。',
    step: '浏览器提示证书有问题时请不要继续，除非官方资料要求这样做。',
  },
  'server-no-anchor': {
    cause: '还没有确认这台服务器属于哪家机构，无法检查服务器的证书。',
    step: '请从官方资料找到机构证书的 SHA-256 指纹，发送授权码之前先核对。',
  },
  'server-other-authority': {
    cause: '服务器的证书由“{{issuer}}”签发，不是这家机构签发的，可能有人在拦截连接。没有发送任何内容。',
    step: '请换一个网络。如果机构更换了自己的证书，请通过官方渠道获取机构的新证书。',
  },
  'server-security-software': {
    cause: '从证书里的名称（“{{issuer}}”）看，{{software}} 正在检查加密连接。没有发送任何内容。',
    step: '请在这个软件的 HTTPS 扫描设置里把这台服务器加入白名单，或请网络管理员设置，也可以换一个网络。',
  },
  'server-debugging-proxy': {
    cause: '从证书里的名称（“{{issuer}}”）看，{{software}} 正在记录网络内容。没有发送任何内容。',
    step: '请关闭这个软件，并取消系统的代理设置。如果不是您打开的，请不要使用这台电脑。',
  },
  'server-other-name': {
    cause: '服务器的证书是签发给其他网址的（“{{shown}}”）。没有发送任何内容。',
    step: '如果这个网络要先在网页上登录，请先登录。否则请向机构索取正确的网址。',
  },
  'server-out-of-time': {
    cause: '服务器证书的有效期是 {{from}} 至 {{until}}，现在无效。没有发送任何内容。',
    step: '请核对本机的日期和时间。如果本机时间正确，请联系机构。',
  },
  'server-unreachable': {
    cause: '无法连接服务器（{{reason}}）。',
    step: '请检查网络连接和网址，然后重试。',
  },
  'server-not-asked': {
    cause: '没有检查：使用这份指南时，证书管家不连接服务器。',
    step: '请在浏览器里逐个字母核对网址，确认与官方资料一致。',
  },
};

export const unreachableZhCn: Readonly<Record<string, string>> = {
  ENOTFOUND: '找不到这个网址，可能拼写有误，或没有连上网络。',
  EAI_AGAIN: '查不到这个网址，可能没有连上网络。',
  ENETUNREACH: '电脑可能没有联网。',
  EHOSTUNREACH: '当前网络连不到这台服务器。',
  ECONNREFUSED: '服务器拒绝连接。',
  ECONNRESET: '连接中断。',
  ETIMEDOUT: '服务器没有回应。',
};
