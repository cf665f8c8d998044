import CCurl
import Synchronization

extension EventLoop {
    /// Starts the transfer, or lets it wait for a free slot.
    func submit(_ transfer: Transfer) {
        if transfer.isCancelled.load(ordering: .acquiring) {
            transfer.finish(.failure(.cancelledEarly(transfer.request)))
        } else if isClosing {
            transfer.finish(.failure(.closed(transfer.request)))
        } else if inFlight < configuration.maximumConcurrent {
            start(transfer)
        } else {
            transfer.state = .waiting
            waiting.append(transfer)
        }
    }

    func cancel(_ transfer: Transfer) {
        switch transfer.state {
        case .new, .finished: break
        case .waiting: transfer.finish(.failure(.cancelledEarly(transfer.request)))
        case .running(let handle): abandon(handle, transfer, .cancelled, "the task was cancelled")
        }
    }

    /// Lets libcurl work, then tells every transfer that ended. Returns how many did.
    func driveTransfers() -> Int {
        guard inFlight > 0 else { return 0 }
        var running: Int32 = 0
        unsafe curl_multi_perform(multi, &running)
        var finished = 0
        var result = CURLE_OK
        while let context = unsafe ccurl_multi_next_finished(multi, &result) {
            finish(unsafe Unmanaged<EasyHandle>.fromOpaque(context).takeUnretainedValue(), result)
            finished += 1
        }
        if finished > 0 { startWaiting() }
        return finished
    }

    func failWaiting() {
        while let transfer = waiting.popFirst() { transfer.finish(.failure(.closed(transfer.request))) }
    }

    func failRunning() {
        for handle in handles {
            guard let transfer = handle.transfer else { continue }
            abandon(handle, transfer, .closed, "the transport was closed and its deadline has passed")
        }
    }

    private func startWaiting() {
        while inFlight < configuration.maximumConcurrent, let transfer = waiting.popFirst() {
            guard case .waiting = transfer.state else { continue }
            start(transfer)
        }
    }

    private func start(_ transfer: Transfer) {
        do throws(HTTPTransportError) {
            let headers = try headerList(transfer.request.headers)
            let handle = try takeHandle()
            do throws(HTTPTransportError) {
                try handle.prepare(transfer, headers)
                guard unsafe curl_multi_add_handle(multi, handle.easy) == CURLM_OK else { throw .outOfMemory }
            } catch {
                recycle(handle)
                throw error
            }
            inFlight += 1
            transfer.state = .running(handle)
        } catch {
            transfer.finish(.failure(error))
        }
    }

    private func finish(_ handle: EasyHandle, _ result: CURLcode) {
        let transfer = handle.transfer
        let outcome = handle.conclude(result)
        release(handle, afterFailure: result != CURLE_OK)
        transfer?.finish(outcome)
    }

    private func abandon(
        _ handle: EasyHandle, _ transfer: Transfer, _ code: HTTPTransportError.Code, _ why: String
    ) {
        let error = handle.abandon(code, why)
        release(handle, afterFailure: true)
        transfer.finish(.failure(error))
        if !isClosing { startWaiting() }
    }

    private func release(_ handle: EasyHandle, afterFailure: Bool) {
        unsafe curl_multi_remove_handle(multi, handle.easy)
        inFlight -= 1
        if afterFailure { recycle(handle) } else { idle.append(handle) }
    }

    private func recycle(_ handle: EasyHandle) {
        handle.reset()
        idle.append(handle)
    }

    private func takeHandle() throws(HTTPTransportError) -> EasyHandle {
        // The last one used is the warmest.
        if let handle = idle.popLast() { return handle }
        let handle = try unsafe EasyHandle(configuration, share: share)
        handles.append(handle)
        return handle
    }

    /// The last eight distinct header arrays are kept in libcurl's form: a token changes every two hours, the rest never.
    private func headerList(_ headers: [(name: String, value: String)]) throws(HTTPTransportError) -> HeaderList {
        if let known = headerLists.first(where: { $0.matches(headers) }) { return known }
        let list = try HeaderList(headers)
        if headerLists.count < 8 {
            headerLists.append(list)
        } else {
            headerLists[nextHeaderList % 8] = list
            nextHeaderList = (nextHeaderList + 1) % 8
        }
        return list
    }
}

extension HTTPTransportError {
    fileprivate static func cancelledEarly(_ request: HTTPRequest) -> HTTPTransportError {
        HTTPTransportError(
            code: .cancelled,
            message: "\(request.method.rawValue) \(RedactedURL(request.url)): the task was cancelled before it was sent"
        )
    }

    fileprivate static func closed(_ request: HTTPRequest) -> HTTPTransportError {
        HTTPTransportError(
            code: .closed, message: "\(request.method.rawValue) \(RedactedURL(request.url)): the transport is closed")
    }
}
