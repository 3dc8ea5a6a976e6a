import { Inject, Injectable } from '@nestjs/common';
import { ProblemException } from '@redress/platform';
import { normalUsername, type Account } from '../accounts/account';
import { Accounts } from '../accounts/accounts';
import { hashPassword, verifyPassword } from '../accounts/password';
import { SIGN_IN_LIMITS, type SignInLimits } from '../limits/sign-in-limits';
import type { SignInDto } from './auth.dto';

/** Checks credentials; says the same and takes the same time whether the account exists or not. */
@Injectable()
export class SignIn {
  /** The hash of nobody's password, so that an unknown name costs as much as a wrong password. */
  private readonly decoy = hashPassword('nobody has this password');

  constructor(
    private readonly accounts: Accounts,
    @Inject(SIGN_IN_LIMITS) private readonly limits: SignInLimits,
  ) {}

  /** The account of right credentials. @throws ProblemException 401 for wrong ones, 429 after too many. */
  async check({ username, password }: SignInDto, address: string): Promise<Account> {
    const name = normalUsername(username);
    await this.limits.attempt(name, address);
    const account = await this.accounts.byUsername(name);
    const matches = await verifyPassword(password, account?.passwordHash ?? (await this.decoy));
    if (!account || !matches) throw new ProblemException('wrong-credentials', 401);
    await this.limits.succeeded(name, address);
    return account;
  }

  /** The account as it is now, for a session that goes on. */
  async again(staffId: string): Promise<Account | null> {
    return this.accounts.byId(staffId);
  }
}
