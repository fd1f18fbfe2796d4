import { createPile } from '../../../playground/demo/pile';

it('ends what was started, newest first, also past an end that fails, and each once', async () => {
  const pile = createPile();
  const ended: string[] = [];
  pile.add(async () => void ended.push('first'));
  pile.add(async () => {
    ended.push('failing');
    throw new Error('does not end');
  });
  pile.add(async () => void ended.push('last'));
  await Promise.all([pile.stop(), pile.stop()]);
  expect(ended).toEqual(['last', 'failing', 'first']);
});

it('ends what came after the first stop with the next one', async () => {
  const pile = createPile();
  await pile.stop();
  const end = jest.fn(async () => undefined);
  pile.add(end);
  await pile.stop();
  expect(end).toHaveBeenCalledTimes(1);
});
