import { isIPv6 } from 'node:net';

const expanded = (address: string): string[] => {
  const [head = '', tail] = address.split('::');
  const left = head === '' ? [] : head.split(':');
  if (tail === undefined) return left;
  const right = tail === '' ? [] : tail.split(':');
  return [...left, ...Array.from({ length: Math.max(0, 8 - left.length - right.length) }, () => '0'), ...right];
};

/** What stands for a caller in a limit: the IPv4 address, or the /64 an IPv6 caller can choose addresses from. */
export const limitedAddress = (address: string): string => {
  const mapped = /^::ffff:(\d{1,3}(?:\.\d{1,3}){3})$/i.exec(address);
  if (mapped?.[1]) return mapped[1];
  if (!isIPv6(address)) return address;
  return `${expanded(address.toLowerCase().split('%', 1)[0] ?? '')
    .slice(0, 4)
    .join(':')}::/64`;
};
