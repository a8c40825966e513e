/** Rooms that this version shows but does not have: what they will be, honestly. */
export const rooms = {
  intro: '以后的版本会在这里提供：',
  backToCertificates: '回到证书',
  backup: {
    lead: '在这里把证书和私钥备份到文件夹或 U 盘，并试恢复。',
    points: '备份写好后立即试恢复，成功才算完成；证书更新后，提示备份需要更新',
  },
  enrolment: {
    lead: '在这里申请新证书，或在到期前更新证书。',
    points: '按颁发机构的步骤一步步完成；新证书确认可用后，才停用旧证书',
  },
} as const;
