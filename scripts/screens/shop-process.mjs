// The process in which it is another day: opens shops and does with them what it is told.
import { moveTo } from './moved-time.mjs';
import { openShop } from './shop.mjs';

let shop;
let mend = () => {};
const calls = {
	async open(time) {
		shop = await openShop(time);
		return shop.url;
	},
	moveTo,
	play: (messages) => shop.play(messages),
	isWritten: (count) => shop.isWritten(count),
	come: () => shop.come(),
	/** Ends every connection and refuses each new one. */
	cut() {
		mend = shop.faults.set({ kind: 'refuse' });
		shop.faults.do({ action: 'end' });
	},
	/** Lets them connect again. */
	mend: () => mend(),
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
