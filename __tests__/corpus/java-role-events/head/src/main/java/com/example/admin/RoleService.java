package com.example.admin;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

@Service
public class RoleService {
    private final UserRepository users;
    private final ApplicationEventPublisher events;

    public RoleService(UserRepository users, ApplicationEventPublisher events) {
        this.users = users;
        this.events = events;
    }

    @Transactional
    @PreAuthorize("hasRole('ADMIN')")
    public void grant(String actor, long userId, Role role) {
        User user = users.require(userId);
        user.roles().add(role);
        events.publishEvent(new RoleChanged("role.granted", actor, user.name(), role));
    }

    @Transactional
    @PreAuthorize("hasRole('ADMIN')")
    public void revoke(String actor, long userId, Role role) {
        User user = users.require(userId);
        user.roles().remove(role);
        events.publishEvent(new RoleChanged("role.revoked", actor, user.name(), role));
    }
}
