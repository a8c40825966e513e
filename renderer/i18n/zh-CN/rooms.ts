/** Rooms that this version shows but does not have: what they will be, honestly. */
export const rooms = {
  intro: '以后的版本会在这里提供：',
  backToCertificates: '回到证书',
  enrolment: {
    lead: '在这里申请新证书，或在到期前更新证书。',
    points: '按颁发机构的步骤一步步完成；新证书确认可用后，才停用旧证书',
  },
} as const;
