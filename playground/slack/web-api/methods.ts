import { authMethods } from './auth';
import { blockMethods } from './blocks';
import { chatMethods } from './chat';
import { conversationMethods } from './conversations';
import { fileMethods } from './files';
import type { MethodTable } from './method';
import { reactionMethods } from './reactions';
import { userMethods } from './users';
import { viewMethods } from './views';

/** Every Web API method the local Slack knows; anything else is `unknown_method`. */
export const methods: MethodTable = {
  ...authMethods,
  ...blockMethods,
  ...chatMethods,
  ...conversationMethods,
  ...fileMethods,
  ...reactionMethods,
  ...userMethods,
  ...viewMethods,
};
