// SPDX-License-Identifier: Apache-2.0
import type { ServerErrorCode } from '../../domain/errors/error-codes.ts';
import type { CauseAndStep } from '../message.ts';

export const serverErrorsZhCn: Record<ServerErrorCode, CauseAndStep> = {
  'server-insecure': {
    cause: '服务器[ {{host}} ]的网址使用不加密的 http://，密码会在网络上明文传送。',
    step: '请使用 https:// 开头的网址。http:// 只能用于本机上的服务器。',
  },
  'server-unreachable': { cause: '无法连接这台服务器[：{{reason}}]。', step: '请检查网址和网络，再试一次。' },
  'server-certificate-expired': {
    cause: '服务器的证书已过期或尚未生效，未发送任何内容。',
    step: '请检查本机的日期。如果日期正确，请联系服务器管理员。',
  },
  'server-certificate-unknown': {
    cause: '服务器证书的签发机构不受本机信任，未发送任何内容。',
    step: '如果是单位或自己的服务器，请把服务器证书的根证书安装到系统，并设为信任。否则请不要使用这个网络。',
  },
  'server-certificate-name': {
    cause: '服务器的证书是签发给另一个域名的，未发送任何内容。',
    step: '请检查网址，使用为这台服务器设定的域名。',
  },
  'server-certificate': {
    cause: '服务器的证书不符合要求[（{{reason}}）]，未发送任何内容。',
    step: '请联系服务器管理员，或改用其他服务器。',
  },
  'server-password-missing': {
    cause: '服务器需要密码。',
    step: '请输入服务器的密码。',
  },
  'server-refused-login': {
    cause: '服务器不接受这个用户名或密码，或这个用户没有文件夹的写入权限[（{{status}}）]。',
    step: '请检查用户名和密码。许多云盘要在安全设置里为应用单独生成密码。',
  },
  'server-redirected': {
    cause: '服务器要求跳转到另一个网址[（{{host}}）]，证书管家没有连接。',
    step: '请向服务器管理员或机构确认正确的网址。',
  },
  'server-folder-missing': {
    cause: '服务器上没有这个文件夹[（{{status}}）]。',
    step: '请检查网址，或先在服务器上创建这个文件夹。',
  },
  'server-conflict': {
    cause: '服务器上已有同名的文件或文件夹，或文件已锁定，未覆盖。',
    step: '请稍后再备份一次。',
  },
  'server-full': {
    cause: '服务器空间不足，或不接受这么大的文件[（{{status}}）]，未保存任何内容。',
    step: '请在服务器上删除一些内容，或换一个位置。',
  },
  'server-failed': { cause: '服务器出错[（{{status}}）]。', step: '请稍后再试，并确认填写的是服务器的 WebDAV 网址。' },
};
