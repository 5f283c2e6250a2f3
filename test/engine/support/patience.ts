// Each step of an engine test is a run of the real CLI, which takes two to four seconds on an idle machine.
jest.setTimeout(600_000);
