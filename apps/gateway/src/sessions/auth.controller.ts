import { Body, Controller, Get, Header, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import { ApiCookieAuth, ApiSecurity, ApiTags } from '@nestjs/swagger';
import { ApiProblems, CurrentStaff, ProblemException, Public, Roles, type StaffIdentity } from '@redress/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { identityOf, type Account } from '../accounts/account';
import { SignedInDto, SignInDto, StaffDto } from './auth.dto';
import { clearRefreshCookie, refreshTokenOf, setRefreshCookie } from './refresh-cookie';
import { Sessions, type RefreshToken } from './sessions';
import { SignIn } from './sign-in';
import { staffTokenSeconds, type StaffTokenSigner } from './staff-token-signer';

/** Injects the StaffTokenSigner. */
export const STAFF_TOKEN_SIGNER = Symbol('STAFF_TOKEN_SIGNER');

/** The cookie alone must not act for a page of another site, whatever the browser thinks of SameSite. */
const refuseForeignPages = ({ headers }: FastifyRequest): void => {
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') throw new ProblemException('forbidden', 403);
};

/** Signing in and out. */
@ApiTags('auth')
@Controller('api/v1/auth')
export class AuthController {
  constructor(
    private readonly signIn: SignIn,
    private readonly sessions: Sessions,
    @Inject(STAFF_TOKEN_SIGNER) private readonly sign: StaffTokenSigner,
  ) {}

  /** Signs in with name and password; answers a token and sets the refresh cookie. */
  @Public()
  @Post('sign-in')
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  @ApiProblems(400, 401, 429, 503)
  async start(
    @Body() credentials: SignInDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SignedInDto> {
    const account = await this.signIn.check(credentials, request.ip);
    return this.signedIn(account, await this.sessions.start(account._id), request, reply);
  }

  /** Exchanges the refresh cookie for a new token and the next cookie. */
  @Public()
  @ApiCookieAuth('refresh')
  @Post('refresh')
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  @ApiProblems(401, 403, 503)
  async refresh(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<SignedInDto> {
    refuseForeignPages(request);
    const token = refreshTokenOf(request);
    const next = token === undefined ? undefined : await this.sessions.rotate(token);
    const account = next && (await this.signIn.again(next.staffId));
    if (!next || !account) {
      clearRefreshCookie(request, reply);
      throw new ProblemException('unauthenticated', 401);
    }
    return this.signedIn(account, next, request, reply);
  }

  /** Ends the session of the refresh cookie. */
  @Public()
  @ApiSecurity({}) // without the cookie there is nothing to end, which is no mistake
  @ApiCookieAuth('refresh')
  @Post('sign-out')
  @HttpCode(204)
  @ApiProblems(403, 503)
  async stop(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    refuseForeignPages(request);
    const token = refreshTokenOf(request);
    if (token !== undefined) await this.sessions.end(token);
    clearRefreshCookie(request, reply);
  }

  /** Who is signed in. */
  @Roles()
  @Get('me')
  @Header('cache-control', 'no-store')
  me(@CurrentStaff() { staffId, siteId, roles, name }: StaffIdentity): StaffDto {
    return { staffId, siteId, roles: [...roles], name };
  }

  private async signedIn(
    account: Account,
    refresh: RefreshToken,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<SignedInDto> {
    const staff = identityOf(account);
    const accessToken = await this.sign(staff);
    setRefreshCookie(request, reply, refresh);
    return { accessToken, expiresIn: staffTokenSeconds, staff: { ...staff, roles: [...staff.roles] } };
  }
}
