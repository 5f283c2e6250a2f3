import { LateTasks } from "../../provider/run/late-tasks";

const task = { key: "1", platform: "https://live.example.com", taskId: "wup_1" };

it("of a task that several processes have waited for in vain, the latest status counts, in whichever order their notes are read", () => {
  const tasks = new LateTasks();
  expect(tasks.take({ ...task, status: "Simmering", at: "2026-11-29T17:00:02Z" })).toBe(true);
  expect(tasks.take({ ...task, status: "Queued", at: "2026-11-29T17:00:01Z" })).toBe(true);
  expect(tasks.statusOf(task.platform, task.taskId)).toBe("Simmering");
  expect(tasks.statusOf("https://other.example.com", task.taskId)).toBeUndefined();
});
