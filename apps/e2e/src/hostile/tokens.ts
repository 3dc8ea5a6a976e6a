import { createPrivateKey, createPublicKey, generateKeyPairSync, randomUUID, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SignJWT } from 'jose';
import { roles, type Role } from '@redress/contracts';
import type { Stack } from '../stack';

/** What a token says, where it differs from a good one. */
export interface Claims {
  readonly roles?: readonly string[];
  readonly siteId?: string;
  readonly staffId?: string;
  readonly issuer?: string;
  readonly audience?: string;
  /** Seconds from now. */
  readonly expiresIn?: number;
}

/** Signs staff tokens: with the deployment's own key, as the gateway does, or as a forger would. */
export class Tokens {
  private readonly key: KeyObject;

  constructor(stack: Stack) {
    this.key = createPrivateKey(readFileSync(join(stack.home, 'site/secrets/jwt-private.pem')));
  }

  /** A good token of one role at this site. */
  of(...held: Role[]): Promise<string> {
    return this.sign({ roles: held });
  }

  /** A good token of everybody at once, for what is not about roles. */
  ofAll(): Promise<string> {
    return this.sign({ roles });
  }

  sign(claims: Claims, key: KeyObject = this.key): Promise<string> {
    const { issuer = 'redress-gateway', audience = 'redress-staff', expiresIn = 1800 } = claims;
    const now = Math.floor(Date.now() / 1000);
    return new SignJWT({ siteId: claims.siteId ?? 'main', roles: [...(claims.roles ?? [])], name: '考核' })
      .setProtectedHeader({ alg: 'EdDSA', typ: 'JWT' })
      .setSubject(claims.staffId ?? '01939c2e-7b1a-7c55-9d3e-2f6f5f0c9a11')
      .setIssuer(issuer)
      .setAudience(audience)
      .setIssuedAt(now - 3600)
      .setExpirationTime(now + expiresIn)
      .sign(key);
  }

  /** Tokens that prove nothing, by what is wrong with them. */
  async forged(): Promise<Readonly<Record<string, string>>> {
    const good = await this.ofAll();
    const [header = '', payload = '', signature = ''] = good.split('.');
    const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const stranger = generateKeyPairSync('ed25519').privateKey;
    const symmetric = (secret: string) =>
      new SignJWT({ siteId: 'main', roles: [...roles], name: 'x' })
        .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
        .setSubject(randomUUID())
        .setIssuer('redress-gateway')
        .setAudience('redress-staff')
        .setIssuedAt()
        .setExpirationTime('30m')
        .sign(new TextEncoder().encode(secret));
    const publicPem = createPublicKey(this.key).export({ type: 'spki', format: 'pem' });
    return {
      expired: await this.sign({ roles, expiresIn: -60 }),
      'signed by a stranger': await this.sign({ roles }, stranger),
      'without a signature (alg none)': `${encoded({ alg: 'none', typ: 'JWT' })}.${payload}.`,
      'with a changed payload': `${header}.${encoded({ sub: 'x', siteId: 'main', roles, name: 'x', iss: 'redress-gateway', aud: 'redress-staff', iat: 1, exp: 9_999_999_999 })}.${signature}`,
      'with a cut signature': good.slice(0, -4),
      'signed with the public key as a secret (HS256)': await symmetric(String(publicPem)),
      'of another issuer': await this.sign({ roles, issuer: 'redress-intake' }),
      'for another audience': await this.sign({ roles, audience: 'redress-internal' }),
      'that is no token': 'x.y.z',
    };
  }
}
