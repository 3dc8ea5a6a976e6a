import { contactHash, phoneDigits, type KnownPerson } from '@redress/personal-data';
import { hkdfSync } from 'node:crypto';

/** Fewer digits are no telephone number by which anybody is known. */
const leastDigits = 5;

const isTelling = (contact: string): boolean => contact.includes('@') || phoneDigits(contact).length >= leastDigits;

/** Hashes phone numbers and e-mail addresses, so that the same person is found again and neither is stored. */
export class ContactTags {
  private readonly key: string;

  /** @param secret what the services of the deployment share; with another one earlier complaints are not found by contact */
  constructor(secret: string) {
    this.key = Buffer.from(hkdfSync('sha256', secret, '', 'redress contact tags', 32)).toString('base64url');
  }

  /** What stands for a person's contacts; a name alone stands for nobody. */
  of({ phone, email }: KnownPerson): string[] {
    const given = [phone, email].filter((one): one is string => typeof one === 'string' && isTelling(one));
    return [...new Set(given.map((one) => contactHash(this.key, one)))].sort();
  }
}
