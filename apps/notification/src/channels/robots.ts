import { dingtalkRobot } from './dingtalk.robot';
import { feishuRobot } from './feishu.robot';
import type { Robot, RobotName } from './robot.channel';
import { wecomRobot } from './wecom.robot';

/** The robots of all vendors. */
export const robots: { readonly [N in RobotName]: Robot } = {
  wecom: wecomRobot,
  dingtalk: dingtalkRobot,
  feishu: feishuRobot,
};
