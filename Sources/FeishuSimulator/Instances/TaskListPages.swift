/// Remembers what a page token stands for; the oldest are forgotten.
struct TaskListPages {
    struct Page {
        var principal: Principal
        var filter: TaskListFilter
        /// Instances that were looked at for the pages before.
        var offset: Int
    }

    private var pages = BoundedTable<String, Page>(capacity: 1000)

    subscript(_ token: String) -> Page? { pages[token] }

    mutating func add(_ page: Page, random: inout SeededRandom) -> String {
        let token = random.hexadecimal(44)
        pages.set(page, for: token)
        return token
    }
}
