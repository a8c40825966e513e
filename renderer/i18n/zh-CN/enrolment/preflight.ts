// SPDX-License-Identifier: Apache-2.0
export const preflight = {
  step: '检查',
  whose: '这是谁的电脑',
  own: '我自己的',
  shared: '公用或借用的',
  ask: '询问 {{host}}',
  again: '再次询问 {{host}}',
  askHint: '还没有联系任何人。时间和服务器只与这个主机比较，不发送授权码。',
  askPageHint: '需要比较时间时，可以向这个主机询问日期，不问别的。还没有联系任何人。',
  anyway: '仍然继续',
  stopped: '已停止：没有申请新证书',
  careful: '请先看一下：还没有申请新证书',
  notSent: '已停止：申请和授权码都没有发送',
  notSentYet: '请先看一下：申请和授权码都还没有发送',
};
