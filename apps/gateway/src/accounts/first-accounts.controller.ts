import { Body, Controller, Header, HttpCode, Inject, Post } from '@nestjs/common';
import type { Role } from '@redress/contracts';
import { CallingService, CONFIG, Internal, ProblemException } from '@redress/platform';
import { v7 } from 'uuid';
import type { GatewayConfig } from '../config';
import { Sessions } from '../sessions/sessions';
import { randomPassword, type Account } from './account';
import { FirstAccountDto, LostPasswordDto } from './account.dto';
import { Accounts } from './accounts';
import { hashPassword } from './password';

/** Who a new deployment needs to be tried out: one of each role of the main job. */
const firstPeople: readonly { readonly username: string; readonly name: string; readonly roles: readonly Role[] }[] = [
  { username: 'admin', name: '管理员', roles: ['admin'] },
  { username: 'clerk', name: '投诉受理员', roles: ['clerk'] },
  { username: 'handler', name: '投诉处理人', roles: ['handler', 'investigator'] },
  { username: 'teamlead', name: '投诉处理组长', roles: ['teamLead'] },
  { username: 'dutymanager', name: '值班经理', roles: ['dutyManager', 'commander'] },
  { username: 'sitedirector', name: '景区负责人', roles: ['siteDirector', 'planner'] },
  { username: 'headquarters', name: '总部', roles: ['headquarters', 'admin'] },
];

/** What the launcher and an operator at the machine may do to accounts. */
@Controller('internal/accounts')
export class FirstAccountsController {
  constructor(
    private readonly accounts: Accounts,
    private readonly sessions: Sessions,
    @Inject(CONFIG) private readonly config: GatewayConfig,
  ) {}

  /** Makes the first accounts and answers their passwords, once; an empty list when there are accounts already. */
  @Internal()
  @Post('bootstrap')
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  async bootstrap(@CallingService() service: string): Promise<FirstAccountDto[]> {
    const made = await Promise.all(firstPeople.map((person) => this.makeAccount(person, service)));
    const added = await this.accounts.addFirst(made.map(({ account }) => account));
    if (!added) return [];
    return made.map(({ account: { _id, username, roles, name }, password }) => ({
      username,
      password,
      staffId: _id,
      roles: [...roles],
      name,
    }));
  }

  /** Gives an account a new random password and ends its sessions. */
  @Internal()
  @Post('reset-password')
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  async resetPassword(@Body() { username }: LostPasswordDto): Promise<FirstAccountDto> {
    const account = await this.accounts.byUsername(username);
    if (!account) throw new ProblemException('not-found', 404);
    const password = randomPassword();
    await this.accounts.setPassword(account._id, await hashPassword(password));
    await this.sessions.endAllOf(account._id);
    return { username, password, staffId: account._id, roles: [...account.roles], name: account.name };
  }

  private async makeAccount(
    person: (typeof firstPeople)[number],
    service: string,
  ): Promise<{ account: Account; password: string }> {
    const password = randomPassword();
    const account: Account = {
      _id: v7(),
      ...person,
      siteId: this.config.siteId,
      passwordHash: await hashPassword(password),
      createdAt: new Date(),
      createdBy: `system:${service}`,
    };
    return { account, password };
  }
}
