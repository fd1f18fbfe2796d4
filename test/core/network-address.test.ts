import { canonicalAddress, hostOf, isPublicAddress } from '../../src/core/network-address';

test.each([
  ['8.8.8.8', true],
  [' 8.8.8.8 ', true],
  ['::ffff:8.8.8.8', true],
  ['2001:4860:4860::8888', true],
  ['10.1.2.3', false],
  ['172.16.0.1', false],
  ['192.168.1.1', false],
  ['100.64.0.1', false],
  ['169.254.1.1', false],
  ['127.0.0.1', false],
  ['0.0.0.0', false],
  ['255.255.255.255', false],
  ['224.0.0.1', false],
  ['::1', false],
  ['fe80::1', false],
  ['fd00::1', false],
  ['::ffff:10.0.0.1', false],
  ['', false],
  ['not-an-ip', false],
])('%p is public: %p', (ip, expected) => {
  expect(isPublicAddress(ip)).toBe(expected);
});

test.each([
  ['::ffff:8.8.8.8', '8.8.8.8'],
  ['2001:0DB8:0:0::1', '2001:db8::1'],
  [' not-an-ip ', 'not-an-ip'],
])('%p is written %p', (ip, expected) => {
  expect(canonicalAddress(ip)).toBe(expected);
});

test.each([
  ['https://Evil.Example/a?b=c', 'evil.example'],
  ['hxxp://evil.example:8080/x', 'evil.example'],
  ['vectorsandarrows.com', 'vectorsandarrows.com'],
  ['user:pass@evil.example/x', 'evil.example'],
  ['evil.example.', 'evil.example'],
  ['xn--e1awd7f.com/path', 'xn--e1awd7f.com'],
  ['http://8.8.8.8/x', undefined],
  ['http://[::1]/x', undefined],
  ['javascript:alert(1)', undefined],
  ['data:text/html,x', undefined],
  ['localhost', undefined],
  ['', undefined],
  ['http://', undefined],
  ['two words.example', undefined],
])('the host of %p is %p', (url, expected) => {
  expect(hostOf(url)).toBe(expected);
});
