// The process in which it is another day: opens shops and does with them what it is told.
import { moveTo } from './moved-time.mjs';
import { openShop } from './shop.mjs';

let shop;
const calls = {
	async open(time) {
		shop = await openShop(time);
		return shop.url;
	},
	moveTo,
	play: (messages, how) => shop.play(messages, how),
	isWritten: (count) => shop.isWritten(count),
	come: () => shop.come(),
	/** Ends every connection and refuses each new one. */
	cut() {
		shop.faults.set({ kind: 'refuse' });
		shop.faults.do({ action: 'end' });
	},
	close: () => shop.close(),
};

process.on('message', ({ id, call, args }) => {
	Promise.resolve()
		.then(() => calls[call](...args))
		.then(
			(result) => process.send({ id, result }),
			(error) => process.send({ id, problem: String(error?.stack ?? error) }),
		);
});
