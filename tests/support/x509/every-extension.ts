// SPDX-License-Identifier: Apache-2.0

/** `openssl req` settings for a certificate with every extension we read. */
export const everyExtension = `
[req]
distinguished_name = dn
x509_extensions = ext
[dn]
[ext]
basicConstraints = critical, CA:TRUE, pathlen:3
keyUsage = critical, digitalSignature, nonRepudiation, keyCertSign, cRLSign, decipherOnly, keyAgreement
extendedKeyUsage = clientAuth, emailProtection, 1.3.6.1.4.1.311.20.2.2, 1.2.3.4
subjectKeyIdentifier = hash
subjectAltName = email:li@bank.cn, DNS:bank.cn, IP:10.0.0.1, IP:2001:db8::1, URI:https://bank.cn/, RID:1.2.3, dirName:name, otherName:1.3.6.1.4.1.311.20.2.3;UTF8:li@AD
issuerAltName = DNS:issuer.cn
crlDistributionPoints = URI:http://crl.cn/a.crl, URI:ldap://crl.cn/b
authorityInfoAccess = OCSP;URI:http://ocsp.cn, caIssuers;URI:http://ca.cn/ca.cer
certificatePolicies = 1.2.3.4, @policy
nameConstraints = permitted;email:bank.cn, excluded;IP:10.0.0.0/255.0.0.0
policyConstraints = requireExplicitPolicy:2, inhibitPolicyMapping:0
policyMappings = 1.2.3.4:1.2.3.5
inhibitAnyPolicy = 1
tlsfeature = status_request
noCheck = ignored
nsCertType = client, emailCA
nsComment = made for a test
1.2.156.10260.4.1.1 = ASN1:PRINTABLESTRING:110101199001011234
1.2.3.99 = ASN1:INTEGER:7
2.5.29.9 = DER:30:05:00
[name]
CN = Li
[policy]
policyIdentifier = 1.2.3.6
CPS.1 = https://cps.cn/
userNotice.1 = @notice
[notice]
explicitText = UTF8:说明
`;

/** The expected description of each extension, by object identifier. */
export const describedExtensions: Readonly<
  Record<string, readonly [name: string | null, critical: boolean, values: readonly string[]]>
> = {
  '2.5.29.19': ['basicConstraints', true, ['CA:TRUE', 'pathlen:3']],
  '2.5.29.15': [
    'keyUsage',
    true,
    ['digitalSignature', 'nonRepudiation', 'keyAgreement', 'keyCertSign', 'cRLSign', 'decipherOnly'],
  ],
  '2.5.29.37': ['extKeyUsage', false, ['clientAuth', 'emailProtection', 'smartcardLogon', '1.2.3.4']],
  '2.5.29.17': [
    'subjectAltName',
    false,
    [
      'email:li@bank.cn',
      'DNS:bank.cn',
      'IP:10.0.0.1',
      'IP:2001:db8:0:0:0:0:0:1',
      'URI:https://bank.cn/',
      'RID:1.2.3',
      'DirName:CN=Li',
      'UPN:li@AD',
    ],
  ],
  '2.5.29.18': ['issuerAltName', false, ['DNS:issuer.cn']],
  '2.5.29.31': ['cRLDistributionPoints', false, ['URI:http://crl.cn/a.crl', 'URI:ldap://crl.cn/b']],
  '1.3.6.1.5.5.7.1.1': ['authorityInfoAccess', false, ['OCSP URI:http://ocsp.cn', 'caIssuers URI:http://ca.cn/ca.cer']],
  '2.5.29.32': ['certificatePolicies', false, ['1.2.3.4', '1.2.3.6', 'CPS https://cps.cn/', 'notice 说明']],
  '2.5.29.30': ['nameConstraints', false, ['permitted email:bank.cn', 'excluded IP:10.0.0.0/255.0.0.0']],
  '2.5.29.36': ['policyConstraints', false, ['requireExplicitPolicy:2', 'inhibitPolicyMapping:0']],
  '2.5.29.33': ['policyMappings', false, ['1.2.3.4 = 1.2.3.5']],
  '2.5.29.54': ['inhibitAnyPolicy', false, ['1']],
  '1.3.6.1.5.5.7.1.24': ['tlsFeature', false, ['5']],
  '1.3.6.1.5.5.7.48.1.5': ['ocspNoCheck', false, []],
  '2.16.840.1.113730.1.1': ['netscapeCertType', false, ['sslClient', 'smimeCA']],
  '2.16.840.1.113730.1.13': ['netscapeComment', false, ['made for a test']],
  '1.2.156.10260.4.1.1': ['identifyCode', false, ['110101199001011234']],
  '1.2.3.99': [null, false, ['#020107']],
  // Deliberately broken: announces five octets but has one.
  '2.5.29.9': ['subjectDirectoryAttributes', false, ['#300500']],
};
