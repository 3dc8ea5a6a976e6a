import { errors, jwtVerify, SignJWT } from 'jose';
import { TokenRefused } from './staff-token';

const audience = 'redress-internal';
const lifetimeSeconds = 60;
const clockTolerance = 5;
const serviceName = /^[a-z][a-z-]{0,39}$/;

const keyOf = (secret: string): Uint8Array => new TextEncoder().encode(secret);

/** A token with which a service calls another one; good for a minute, so sign one per call. */
export const internalToken = (secret: string, service: string): Promise<string> =>
  new SignJWT({})
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setIssuer(service)
    .setAudience(audience)
    .setIssuedAt()
    .setExpirationTime(`${lifetimeSeconds}s`)
    .sign(keyOf(secret));

/** The service that signed a token. Only HS256 is taken. @throws TokenRefused */
export const verifyInternalToken = async (token: string, secret: string): Promise<string> => {
  try {
    const { payload } = await jwtVerify(token, keyOf(secret), {
      algorithms: ['HS256'],
      audience,
      requiredClaims: ['iss', 'exp', 'iat'],
      maxTokenAge: lifetimeSeconds,
      clockTolerance,
    });
    if (!payload.iss || !serviceName.test(payload.iss)) throw new TokenRefused('the issuer is no service');
    return payload.iss;
  } catch (error) {
    if (error instanceof errors.JOSEError) throw new TokenRefused('the token does not verify', { cause: error });
    throw error;
  }
};
